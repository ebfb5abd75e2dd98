package dev.jacobi.diag;

import java.util.List;
import java.util.Locale;

/** The entry points of a compiled function. */
public enum Derivative {
    /** The results. */
    VALUE,
    /** The value and the gradient of a single result, in reverse mode. */
    GRADIENT,
    /** The results and the dense Jacobian, row-major. */
    JACOBIAN,
    /** The value and the dense Hessian of a single result, row-major. */
    HESSIAN,
    /** The Jacobian times a vector, in forward mode. */
    JVP,
    /** A vector times the Jacobian, in reverse mode. */
    VJP,
    /** The Hessian of a single result times a vector, forward over reverse. */
    HESSIAN_VECTOR_PRODUCT,
    /** The entries of the Jacobian that sizes and integer data do not say to be zero. */
    SPARSE_JACOBIAN,
    /** The entries of the Hessian of a single result that sizes and integer data do not say to be zero. */
    SPARSE_HESSIAN;

    /** What its method is called where there is one: {@code hessianVectorProduct} for {@link #HESSIAN_VECTOR_PRODUCT}. */
    public String methodName() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_");
        StringBuilder camel = new StringBuilder(words[0]);
        for (String word : List.of(words).subList(1, words.length)) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return camel.toString();
    }

    /** Whether only the entries are computed that may differ from zero. */
    public boolean isSparse() {
        return this == SPARSE_JACOBIAN || this == SPARSE_HESSIAN;
    }

    /** Whether it is one of a function with one number as its result. */
    public boolean isOfNumber() {
        return this == GRADIENT || this == HESSIAN || this == HESSIAN_VECTOR_PRODUCT || this == SPARSE_HESSIAN;
    }
}
