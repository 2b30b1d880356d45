"""What a site has beside its pages: data for other programs, what search and offline use need, pictures to share."""
