package dev.jacobi.diag;

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
    HESSIAN_VECTOR_PRODUCT
}
