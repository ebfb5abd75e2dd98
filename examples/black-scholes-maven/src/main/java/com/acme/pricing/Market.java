package com.acme.pricing;

/**
 * What the market says of an underlying that pays no dividend.
 *
 * @param spot its price, positive
 * @param volatility a year, positive: 0.25 for 25 %
 * @param rate continuously compounded interest a year
 */
public record Market(double spot, double volatility, double rate) {
    public Market {
        Option.requirePositive("spot", spot);
        Option.requirePositive("volatility", volatility);
        if (!Double.isFinite(rate)) {
            throw new IllegalArgumentException("rate is " + rate + ", it must be finite");
        }
    }
}
