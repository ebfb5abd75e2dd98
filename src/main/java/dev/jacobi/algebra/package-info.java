/** Whether two formulas are equal as functions of real numbers: proofs in exact rational arithmetic, and witnesses against. */
package dev.jacobi.algebra;
