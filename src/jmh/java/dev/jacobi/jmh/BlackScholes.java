package dev.jacobi.jmh;

import java.util.Random;
import org.hipparchus.analysis.differentiation.Gradient;

/** The Black-Scholes value of a European call with five Greeks, by spot, volatility, rate, time and strike. */
final class BlackScholes extends Model {
    BlackScholes() {
        super("blackScholes", 5);
    }

    @Override
    void fill(Random random, double[] x) {
        x[0] = between(random, 80, 120);
        x[1] = between(random, 0.1, 0.5);
        x[2] = between(random, 0.005, 0.06);
        x[3] = between(random, 0.25, 2);
        x[4] = between(random, 80, 120);
    }

    @Override
    Kernel byHand() {
        return new Hand();
    }

    @Override
    Kernel byHipparchus() {
        return new HipparchusKernel(BlackScholes::hipparchus);
    }

    private static Gradient hipparchus(Gradient[] x) {
        Gradient spot = x[0];
        Gradient sigma = x[1];
        Gradient rate = x[2];
        Gradient time = x[3];
        Gradient strike = x[4];
        Gradient deviation = sigma.multiply(time.sqrt());
        Gradient drift = sigma.multiply(sigma).multiply(0.5).add(rate).multiply(time);
        Gradient d1 = spot.divide(strike).log().add(drift).divide(deviation);
        Gradient d2 = d1.subtract(deviation);
        Gradient discounted = strike.multiply(rate.multiply(time).negate().exp());
        return spot.multiply(normal(d1)).subtract(discounted.multiply(normal(d2)));
    }

    private static Gradient normal(Gradient d) {
        double value = d.getValue();
        return d.compose(NormalDistribution.cdf(value), NormalDistribution.density(value));
    }

    /** With S * phi(d1) = K * exp(-r * T) * phi(d2), one density serves vega and theta, and the others need none. */
    private static final class Hand implements Kernel {
        @Override
        public double value(double[] x) {
            double spot = x[0];
            double sigma = x[1];
            double rate = x[2];
            double time = x[3];
            double strike = x[4];
            double deviation = sigma * Math.sqrt(time);
            double d1 = (Math.log(spot / strike) + (rate + 0.5 * sigma * sigma) * time) / deviation;
            return spot * NormalDistribution.cdf(d1)
                    - strike * Math.exp(-rate * time) * NormalDistribution.cdf(d1 - deviation);
        }

        @Override
        public double gradient(double[] x, double[] g) {
            double spot = x[0];
            double sigma = x[1];
            double rate = x[2];
            double time = x[3];
            double strike = x[4];
            double rootTime = Math.sqrt(time);
            double deviation = sigma * rootTime;
            double d1 = (Math.log(spot / strike) + (rate + 0.5 * sigma * sigma) * time) / deviation;
            double delta = NormalDistribution.cdf(d1);
            double paid = Math.exp(-rate * time) * NormalDistribution.cdf(d1 - deviation);
            double strikePart = strike * paid;
            double density = spot * NormalDistribution.density(d1);
            g[0] = delta;
            g[1] = density * rootTime;
            g[2] = strikePart * time;
            g[3] = density * sigma / (2 * rootTime) + rate * strikePart;
            g[4] = -paid;
            return spot * delta - strikePart;
        }
    }
}
