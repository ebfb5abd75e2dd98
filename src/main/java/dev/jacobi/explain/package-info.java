/** How derivatives come about, step by step: for reading, not for computing. */
package dev.jacobi.explain;
