/** The interpreter: what a formula means, and the oracle for compiled code. */
package dev.jacobi.interpret;
