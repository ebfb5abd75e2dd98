/** What a training shows of itself: its progress, and the curve of its loss as text and as a picture. */
package dev.jacobi.cli.train;
