package com.acme.formulas;

import static com.acme.formulas.Client.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OverloadTest {
    private static FormulaServer server(Duration deadline, Function<Question, Json> calculator) throws IOException {
        return new FormulaServer(Client.anywhere(), new Settings(1, 1, deadline, 10, 1000), calculator);
    }

    @Test
    void whoComesWhenAllPlacesAreTakenIsSentAway() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (FormulaServer server = server(Client.PATIENT, question -> {
            await(released);
            return new Json().number("value", 1);
        })) {
            BlockingQueue<HttpResponse<String>> arrived = new ArrayBlockingQueue<>(5);
            List<CompletableFuture<Void>> all = IntStream.range(0, 5)
                    .mapToObj(i -> new Client(server.port()).post("formula=x").thenAccept(arrived::add))
                    .toList();
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> sentAway = arrived.take();
                assertEquals(503, sentAway.statusCode());
                assertEquals("BUSY", field(sentAway, "code"));
            }
            released.countDown();
            all.forEach(CompletableFuture::join);
            assertEquals(200, arrived.take().statusCode());
            assertEquals(200, arrived.take().statusCode());
        }
    }

    @Test
    void whatIsNotThereInTimeIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (FormulaServer server = server(Duration.ofMillis(100), question -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new Json();
        })) {
            HttpResponse<String> late =
                    new Client(server.port()).post("formula=x").join();
            assertEquals(503, late.statusCode());
            assertEquals("TIME", field(late, "code"));
            interrupted.await();
        }
    }

    /** As many steps as a formula may have: some seconds' work, but at least ten milliseconds'. */
    @Test
    void longSumGetsNoMoreThanItsTime() throws Exception {
        Calculator calculator = new Calculator(10);
        try (FormulaServer server = server(Duration.ofMillis(10), calculator::answer)) {
            HttpResponse<String> late = new Client(server.port()).ask("sum(i in 16000000: sin(x * i))", "&at.x=1");
            assertEquals(503, late.statusCode());
            assertEquals("TIME", field(late, "code"));
        }
    }

    @Test
    void defectsAreNotShown() throws Exception {
        Logger log = Logger.getLogger(FormulaServer.class.getName());
        log.setLevel(Level.OFF); // or else the test's output looks like a failure
        try (FormulaServer server = server(Client.PATIENT, question -> {
            throw new IllegalStateException("secret");
        })) {
            HttpResponse<String> response =
                    new Client(server.port()).post("formula=x").join();
            assertEquals(500, response.statusCode());
            assertEquals("INTERNAL", field(response, "code"));
            assertFalse(response.body().contains("secret"));
            assertTrue(field(response, "message").endsWith("not with your formula"));
        } finally {
            log.setLevel(null);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
