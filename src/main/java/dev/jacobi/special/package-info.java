/**
 * Our own numerical functions. The interpreter calls them, and their text is pasted as private methods into generated
 * classes, so they stay in one small subset of Java 7: only methods, no fields, arrays or objects, no conditional
 * inside an expression, every local initialised, every name used once in the whole package.
 *
 * <p>The build derives a twin of each class, package {@code dev.jacobi.special.strict}, with {@code StrictMath} for
 * {@code Math}. Coefficients without a named source were computed for this package: the script {@code
 * src/test/resources/special/coefficients.py} prints them.
 *
 * <p>Accuracies are the largest errors, of a class or its twin, over the reference table of the tests and some 190,000
 * random points, in units of the last place (ulp) of the correct result, measured on HotSpot 17, x86-64.
 */
package dev.jacobi.special;
