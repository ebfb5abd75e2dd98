/** The annotation processor: classes behind interfaces of users', where no plugin runs. */
package dev.jacobi.processor;
