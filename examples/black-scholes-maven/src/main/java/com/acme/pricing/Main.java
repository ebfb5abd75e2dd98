package com.acme.pricing;

import java.util.Locale;

/** Prints a call and a put on the same underlying, with their Greeks. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Market market = new Market(105, 0.25, 0.03);
        Quote call = Pricing.quote(new Option(Option.Kind.CALL, 100, 0.75), market);
        Quote put = Pricing.quote(new Option(Option.Kind.PUT, 100, 0.75), market);
        System.out.printf(Locale.ROOT, "%-6s %12s %12s%n", "", "call", "put");
        print("price", call.price(), put.price());
        print("delta", call.delta(), put.delta());
        print("vega", call.vega(), put.vega());
        print("theta", call.theta(), put.theta());
        print("rho", call.rho(), put.rho());
        print("gamma", call.gamma(), put.gamma());
        print("vanna", call.vanna(), put.vanna());
        print("charm", call.charm(), put.charm());
        print("volga", call.volga(), put.volga());
        print("veta", call.veta(), put.veta());
    }

    private static void print(String name, double call, double put) {
        System.out.printf(Locale.ROOT, "%-6s %12.6f %12.6f%n", name, call, put);
    }
}
