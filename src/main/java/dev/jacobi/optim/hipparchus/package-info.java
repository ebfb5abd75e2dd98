/**
 * Compiled functions for Hipparchus, and its methods of minimisation over them. This package needs {@code org.hipparchus:hipparchus-optim},
 * for differential equations {@code hipparchus-ode}, which a project that uses it declares; the rest of Jacobi does without.
 */
package dev.jacobi.optim.hipparchus;
