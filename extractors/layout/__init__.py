"""What the finders of tables share: lines of text, tracks of rulings, tiles, cells."""
