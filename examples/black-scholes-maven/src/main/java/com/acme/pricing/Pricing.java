package com.acme.pricing;

/** Prices European options by the formula of F. Black and M. Scholes, 1973. Its derivatives are classes that Jacobi generated. */
public final class Pricing {
    // The order of the variables in the formulas: their gradients have it, and their Hessians in rows and columns.
    private static final int SPOT = 0;
    private static final int VOLATILITY = 1;
    private static final int RATE = 2;
    private static final int TIME = 3;
    private static final int VARIABLES = 4;

    private Pricing() {}

    /** The price of an option in a market, with its sensitivities of first order and the usual ones of second order. */
    public static Quote quote(Option option, Market market) {
        double s = market.spot();
        double sigma = market.volatility();
        double r = market.rate();
        double t = option.years();
        double k = option.strike();
        double[] first = new double[VARIABLES];
        double[] second = new double[VARIABLES * VARIABLES];
        double price;
        if (option.kind() == Option.Kind.CALL) {
            price = CallPrice.gradient(s, sigma, r, t, k, first);
            CallPrice.hessian(s, sigma, r, t, k, second);
        } else {
            price = PutPrice.gradient(s, sigma, r, t, k, first);
            PutPrice.hessian(s, sigma, r, t, k, second);
        }
        return new Quote(
                price,
                first[SPOT],
                first[VOLATILITY],
                -first[TIME],
                first[RATE],
                second[VARIABLES * SPOT + SPOT],
                second[VARIABLES * SPOT + VOLATILITY],
                -second[VARIABLES * SPOT + TIME],
                second[VARIABLES * VOLATILITY + VOLATILITY],
                -second[VARIABLES * VOLATILITY + TIME]);
    }
}
