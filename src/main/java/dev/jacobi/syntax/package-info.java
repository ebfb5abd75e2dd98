/** The language: text to tree and back, and trees as LaTeX. */
package dev.jacobi.syntax;
