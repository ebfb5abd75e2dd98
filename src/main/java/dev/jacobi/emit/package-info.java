/** Programs as Java source, for run time, for a build, and behind an interface of the user's. */
package dev.jacobi.emit;
