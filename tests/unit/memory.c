/* memory.c - pieces that are zeroed, apart, aligned, and at some time no more */
#include <string.h>

#include "init.h"
#include "unit.h"

enum { ALL_BYTES = 65536, ALIGNMENT = 16 };

static bool is_zero(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return false;
	return true;
}

START_TEST(pieces_are_zeroed_and_apart)
{
	char *last = NULL;
	size_t last_size = 0;

	for (size_t size = 1; size < 300; size += 7) {
		char *piece = memory_take(size);

		ck_assert_ptr_nonnull(piece);
		ck_assert_uint_eq((uintptr_t)piece % ALIGNMENT, 0);
		ck_assert(is_zero(piece, size));
		ck_assert(!last || piece >= last + last_size);
		memset(piece, 0xff, size);
		last = piece;
		last_size = size;
	}
}
END_TEST

START_TEST(there_is_an_end)
{
	char *all = memory_take(ALL_BYTES);

	ck_assert_ptr_nonnull(all);
	ck_assert(is_zero(all, ALL_BYTES));
	ck_assert_ptr_null(memory_take(1));
}
END_TEST

static const size_t too_much[] = { ALL_BYTES + 1, 10 * ALL_BYTES, SIZE_MAX / 2 };

/* What does not fit leaves room for what does. */
START_TEST(too_much_is_refused)
{
	ck_assert_ptr_null(memory_take(too_much[_i]));
	ck_assert_ptr_nonnull(memory_take(ALL_BYTES));
}
END_TEST

TCase *memory_cases(void)
{
	TCase *cases = tcase_create("memory");

	tcase_add_test(cases, pieces_are_zeroed_and_apart);
	tcase_add_test(cases, there_is_an_end);
	tcase_add_loop_test(cases, too_much_is_refused, 0, COUNT(too_much));
	return cases;
}
