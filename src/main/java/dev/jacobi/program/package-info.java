/** What runs, in order: statements, branches, methods, and where each value lives. */
package dev.jacobi.program;
