/** Derivatives as nodes of the graph: one line an operation, forward and reverse sweeps over it. */
package dev.jacobi.calculus;
