package dev.jacobi;

import dev.jacobi.diag.Arithmetic;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the annotation processor implement an interface by a formula, as {@link JacobiSource} does by a file. It stands on the interface
 * or on one of its methods, usually {@code value}; all methods of the interface are of the one formula.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface JacobiFormula {

    /** The text: an expression, whose names are its variables in the order in which they stand there, or functions, of which the last. */
    String value();

    /** How much a simplification may change. */
    Arithmetic arithmetic() default Arithmetic.DEFAULT;

    /** Whether functions come from {@code StrictMath}, so that results repeat on every machine. */
    boolean strictMath() default false;
}
