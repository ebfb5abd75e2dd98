/** What a user sees: compile a formula, evaluate it and its derivatives, work with it in symbols, generate sources. */
package dev.jacobi;
