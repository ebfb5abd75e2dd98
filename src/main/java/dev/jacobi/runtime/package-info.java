/** Source to classes that run: compilers, the check of their class files, loading, workspaces. */
package dev.jacobi.runtime;
