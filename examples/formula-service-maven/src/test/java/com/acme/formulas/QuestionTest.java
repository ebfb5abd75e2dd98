package com.acme.formulas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionTest {
    /** A text that counts how often somebody looks at one of its characters. */
    private static final class Watched implements CharSequence {
        private final String text;
        private int looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }
    }

    @Test
    void numbersAreThoseOfPeople() {
        for (String number : List.of("1", "1.", "1.5", ".5", "-1e5", "1.e-3", "+.5E+7")) {
            Question question = Question.read("formula=x&at.x=" + number.replace("+", "%2B"));
            assertEquals(Map.of("x", Double.parseDouble(number)), question.values());
        }
        for (String other : List.of(".", "e5", "1e", "1..2", "0x1p3", "1d", "NaN", "1 2")) {
            Refusal refusal = assertThrows(Refusal.class, () -> Question.read("formula=x&at.x=" + other));
            assertEquals(400, refusal.status(), other);
        }
    }

    @Test
    void aLongTextThatIsNoNumberIsReadOnce() {
        for (String start : List.of("", ".", "1.", "1e")) {
            Watched text = new Watched(start + "1".repeat(2000) + "x");
            assertFalse(Question.NUMBER.matcher(text).matches());
            assertTrue(text.looks < 5 * text.length(), start + ": " + text.looks + " looks");
        }
    }
}
