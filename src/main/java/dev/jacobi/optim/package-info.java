/** Minimisation of compiled functions by their derivatives. The optimisers are formulas of the language, which ship beside these classes. */
package dev.jacobi.optim;
