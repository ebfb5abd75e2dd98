package dev.jacobi;

import dev.jacobi.diag.Arithmetic;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has the annotation processor implement an interface by a function of a file: a class {@code PricingJacobi} with an {@code INSTANCE}
 * for {@code Pricing}, beside it ({@code Outer_PricingJacobi} for one that stands in {@code Outer}), which needs nothing of Jacobi at
 * run time. The methods are those that {@link CompiledFunction#as} takes.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface JacobiSource {

    /**
     * The file, by its path from the package of the interface, or from the source root with a slash in front. The source root is what
     * the option {@code -Ajacobi.sourceDirectory} says; then come the compiler's source path, class path and class output. Imports
     * start at these roots.
     */
    String value();

    /** The name of the function; by default it is the file's last. */
    String function() default "";

    /** How much a simplification may change. */
    Arithmetic arithmetic() default Arithmetic.DEFAULT;

    /** Whether functions come from {@code StrictMath}, so that results repeat on every machine. */
    boolean strictMath() default false;
}
