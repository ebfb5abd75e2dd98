/** The Maven goal. */
package dev.jacobi.maven;
