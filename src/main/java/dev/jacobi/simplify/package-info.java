/** Rules as data, and the passes that apply them under a grade. */
package dev.jacobi.simplify;
