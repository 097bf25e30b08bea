// Values that decide a path: constants, types, known arguments.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class ConstantTests
{
    [Fact]
    public void A_type_test_is_decided_by_the_type_argument() => Analysis.Check("""
        public static class C
        {
            static object Make<T>() => typeof(T) == typeof(int) ? null : new object();
            [Is("Never")] public static object Int() => Make<int>();
            [Is("AllocAlways")] public static object Long() => Make<long>();
            [Is("AllocMay")] public static object Open<T>() => Make<T>();
            [Is("AllocAlways")] public static object OpenClass<T>() where T : class => Make<T>();
            static object IfReference<T>() => RuntimeHelpers.IsReferenceOrContainsReferences<T>() ? new object() : null;
            [Is("Never")] public static object Plain() => IfReference<(int, long)>();
            [Is("AllocAlways")] public static object WithReference() => IfReference<(int, string)>();
            static object IfStruct<T>() => typeof(T).IsValueType ? null : new object();
            [Is("Never")] public static object Struct() => IfStruct<int>();
        }
        """);

    [Fact]
    public void A_null_or_flag_that_is_passed_decides_in_the_callee() => Analysis.Check("""
        public static class C
        {
            static object Copy(object source, bool make) => source == null ? null : make ? new object() : source;
            [Is("AllocMay")] public static object Unknown(object o, bool b) => Copy(o, b);
            [Is("Never")] public static object Null(bool b) => Copy(null, b);
            [Is("Never")] public static object Flag(object o) => Copy(o, false);
            [Is("AllocMay")] public static object OtherFlag(object o) => Copy(o, true);
            static int Wait(CancellationToken token) { if (token.CanBeCanceled) new object().GetHashCode(); return 1; }
            [Is("Never")] public static int Uncancelled() => Wait(default);
            [Is("Never")] public static int None() => Wait(CancellationToken.None);
            [Is("AllocMay")] public static int Cancelled(CancellationToken token) => Wait(token);
        }
        """);

    [Fact]
    public void Arguments_left_out_decide_for_calls_that_leave_them_out() => Analysis.Check("""
        public static class C
        {
            [Is("Never?")] public static object Copy(int n, bool make = false) => make ? new object() : null;
            [Is("Never?")] public static object Convert(object source = null) => source == null ? null : new object();
            [Is("Never?")] public static int Wait(CancellationToken token = default) => token.CanBeCanceled ? new object().GetHashCode() : 0;
            [Is("AllocMay")] public static object Given(bool make = false) => make ? new object() : null;
        }
        """);

    [Fact]
    public void Arithmetic_on_constants_is_followed_and_overflow_is_not() => Analysis.Check("""
        public static class C
        {
            [Is("Never")] public static object Dead() { var n = -1; if (n < 0) return null; return new object(); }
            [Is("Never")] public static object Sum() { var n = 2; n += 3; return n == 5 ? null : new object(); }
            [Is("AllocMay")] public static object Loop(int k) { var n = 0; for (var i = 0; i < k; i++) n++; return n == 3 ? new object() : null; }
            [Is("AllocMay")] public static object Wraps() { byte b = unchecked((byte)Big()); return b == 0 ? new object() : null; }
            static int Big() => 256;
            [Is("AllocAlways")] public static object ByAddress() { var n = 0; Set(ref n); return n == 0 ? new int[1] : new object(); }
            [Is("AllocMay")] public static object ByAddressOne() { var n = 0; Set(ref n); return n == 0 ? null : new object(); }
            static void Set(ref int n) => n = 1;
        }
        """);
}
