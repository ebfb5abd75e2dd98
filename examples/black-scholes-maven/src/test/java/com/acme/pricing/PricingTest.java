package com.acme.pricing;

import static com.acme.pricing.Option.Kind.CALL;
import static com.acme.pricing.Option.Kind.PUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final Market NEAR = new Market(105, 0.25, 0.03);
    private static final Market FAR = new Market(80, 0.2, 0.05);

    /** The references are mpmath 1.3's: the price with 60 digits, and its derivatives by differences. */
    @Test
    void callHasTheReferencesGreeks() {
        Quote expected = new Quote(
                12.820064649633508,
                0.66913588579425621,
                32.965621868583087,
                -7.2174464121934164,
                43.079402519072545,
                0.015947088432269974,
                -0.32050648023645257,
                0.0031844181444250091,
                12.751548694065457,
                -22.103775292597316);
        assertNear(expected, Pricing.quote(new Option(CALL, 100, 0.75), NEAR), 1e-12);
    }

    @Test
    void putHasTheReferencesGreeks() {
        Quote expected = new Quote(
                5.5951883689671443,
                -0.33086411420574379,
                32.965621868583087,
                -4.2841927006134073,
                -30.251940270427682,
                0.015947088432269974,
                -0.32050648023645257,
                0.0031844181444250091,
                12.751548694065457,
                -22.103775292597316);
        assertNear(expected, Pricing.quote(new Option(PUT, 100, 0.75), NEAR), 1e-12);
    }

    /** Worth a twentieth of a cent: its price is a difference of terms a hundred times larger. */
    @Test
    void callFarFromTheMoneyHasTheReferencesGreeks() {
        Quote expected = new Quote(
                0.00040331794026694436,
                0.00031596108910545467,
                0.029364794391102011,
                -0.030608472850510483,
                0.0024873569188169429,
                0.00022941245618048446,
                0.020201469127714951,
                -0.021119118952436889,
                1.7465669116114723,
                -1.9727285203582871);
        assertNear(expected, Pricing.quote(new Option(CALL, 100, 0.1), FAR), 1e-11);
    }

    @Test
    void callLessPutIsTheForward() {
        for (double strike = 60; strike <= 150; strike += 7.5) {
            for (double years : new double[] {0.05, 0.5, 3}) {
                Quote call = Pricing.quote(new Option(CALL, strike, years), NEAR);
                Quote put = Pricing.quote(new Option(PUT, strike, years), NEAR);
                double discounted = strike * Math.exp(-0.03 * years);
                assertEquals(105 - discounted, call.price() - put.price(), 1e-12 * 150);
                assertEquals(1, call.delta() - put.delta(), 1e-12);
                assertEquals(-0.03 * discounted, call.theta() - put.theta(), 1e-11);
                assertEquals(years * discounted, call.rho() - put.rho(), 1e-12 * 450);
                assertEquals(call.gamma(), put.gamma(), 1e-12);
                assertEquals(call.volga(), put.volga(), 1e-10);
            }
        }
    }

    /** The equation that Black and Scholes started from: theta + sigma^2 S^2 gamma / 2 + r S delta = r price. */
    @Test
    void greeksSatisfyTheDifferentialEquation() {
        for (Option.Kind kind : Option.Kind.values()) {
            for (double spot = 70; spot <= 140; spot += 10) {
                Quote quote = Pricing.quote(new Option(kind, 100, 0.75), new Market(spot, 0.25, 0.03));
                double left =
                        quote.theta() + 0.25 * 0.25 * spot * spot * quote.gamma() / 2 + 0.03 * spot * quote.delta();
                assertEquals(0.03 * quote.price(), left, 1e-12);
            }
        }
    }

    @Test
    void refusesWhatNoMarketSays() {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> new Market(105, 0, 0.03));
        assertEquals("volatility is 0.0, it must be positive and finite", failure.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Market(Double.NaN, 0.25, 0.03));
        assertThrows(IllegalArgumentException.class, () -> new Market(105, 0.25, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> new Option(CALL, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Option(null, 1, 1));
    }

    private static void assertNear(Quote expected, Quote actual, double tolerance) {
        assertNear("price", expected, actual, Quote::price, tolerance);
        assertNear("delta", expected, actual, Quote::delta, tolerance);
        assertNear("vega", expected, actual, Quote::vega, tolerance);
        assertNear("theta", expected, actual, Quote::theta, tolerance);
        assertNear("rho", expected, actual, Quote::rho, tolerance);
        assertNear("gamma", expected, actual, Quote::gamma, tolerance);
        assertNear("vanna", expected, actual, Quote::vanna, tolerance);
        assertNear("charm", expected, actual, Quote::charm, tolerance);
        assertNear("volga", expected, actual, Quote::volga, tolerance);
        assertNear("veta", expected, actual, Quote::veta, tolerance);
    }

    private static void assertNear(
            String name, Quote expected, Quote actual, ToDoubleFunction<Quote> part, double tolerance) {
        double reference = part.applyAsDouble(expected);
        double error = Math.abs(part.applyAsDouble(actual) - reference);
        assertTrue(error <= tolerance * Math.abs(reference), name + ": off by " + error + " of " + reference);
    }
}
