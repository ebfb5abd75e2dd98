package com.acme.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CallPriceTest {
    /** Computed with 40 digits by mpmath 1.3: the price, and its derivatives by S, sigma, r and T. */
    private static final double PRICE = 12.820064649633507884;

    private static final double[] GREEKS = {
        0.66913588579425620636, 32.965621868583087273, 43.079402519072545338, 7.2174464121934162952
    };

    @Test
    void priceAndGreeksAreRight() {
        assertEquals(PRICE, CallPrice.value(105, 0.25, 0.03, 0.75, 100), 1e-13 * PRICE);
        double[] gradient = new double[4];
        assertEquals(PRICE, CallPrice.gradient(105, 0.25, 0.03, 0.75, 100, gradient), 1e-13 * PRICE);
        for (int i = 0; i < 4; i++) {
            assertEquals(GREEKS[i], gradient[i], 1e-13 * GREEKS[i], "derivative " + i);
        }
    }

    @Test
    void hessianIsSymmetric() {
        double[] hessian = new double[16];
        assertEquals(PRICE, CallPrice.hessian(105, 0.25, 0.03, 0.75, 100, hessian), 1e-13 * PRICE);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                assertEquals(
                        hessian[4 * i + j], hessian[4 * j + i], 1e-12 * Math.abs(hessian[4 * i + j]), i + ", " + j);
            }
        }
    }
}
