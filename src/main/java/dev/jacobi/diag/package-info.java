/** Places in a text, mistakes with their cures, and the public types that every room needs: options, limits, the exception. */
package dev.jacobi.diag;
