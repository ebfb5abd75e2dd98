package com.acme.pricing;

/** Prints the price of a call and its first derivatives. */
public final class Greeks {
    private Greeks() {}

    public static void main(String[] args) {
        double[] g = new double[4];
        double price = CallPrice.gradient(105, 0.25, 0.03, 0.75, 100, g);
        System.out.println("price " + price);
        System.out.println("delta " + g[0] + ", vega " + g[1] + ", rho " + g[2] + ", theta " + -g[3]);
    }
}
