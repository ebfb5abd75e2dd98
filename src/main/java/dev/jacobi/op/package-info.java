/** The table of operations. */
package dev.jacobi.op;
