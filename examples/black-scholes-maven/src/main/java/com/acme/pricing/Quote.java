package com.acme.pricing;

/**
 * A price and its sensitivities, as plain derivatives: a year is the unit of time, and 1, not a percent, that of volatility and rate.
 *
 * @param price what the option is worth
 * @param delta the derivative by the spot
 * @param vega by the volatility
 * @param theta by the time that passes: usually negative, since less of it is left
 * @param rho by the rate
 * @param gamma of delta by the spot
 * @param vanna of delta by the volatility
 * @param charm of delta by the time that passes
 * @param volga of vega by the volatility
 * @param veta of vega by the time that passes
 */
public record Quote(
        double price,
        double delta,
        double vega,
        double theta,
        double rho,
        double gamma,
        double vanna,
        double charm,
        double volga,
        double veta) {}
