// Paths that end in an exception.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class ThrowTests
{
    [Fact]
    public void What_is_made_for_a_throw_is_no_allocation_of_the_method() => Analysis.Check("""
        public static class C
        {
            [Is("ThrowsOnly")] public static int Check(int n) { if (n < 0) throw new ArgumentException("no " + n); return n; }
            [Is("ThrowsOnly")] public static int Helper(int n) { if (n < 0) Fail(n); return n; }
            [DoesNotReturn] static void Fail(int n) => throw new ArgumentException(n.ToString());
            [Is("ThrowsOnly")] public static int Unmarked(int n) { if (n < 0) Fail2(n); return n; }
            static void Fail2(int n) { var s = "no " + n; throw new ArgumentException(s); }
            [Is("ThrowsOnly")] public static int Made(int n) { if (n < 0) throw Make(n); return n; }
            static Exception Make(int n) => new ArgumentException(n.ToString());
            [Is("ThrowsOnly")] public static int Guard(object o) { ArgumentNullException.ThrowIfNull(o); return 1; }
            [Is("AllocMay")] public static object Both(int n) { if (n < 0) throw new ArgumentException(); return n > 5 ? new object() : null; }
        }
        """);

    [Fact]
    public void An_exception_that_the_method_catches_counts_as_caught() => Analysis.Check("""
        public static class C
        {
            [Is("Caught")] public static bool Try(int n) { try { if (n < 0) throw new ArgumentException(); return true; } catch (ArgumentException) { return false; } }
            [Is("Caught")] public static bool Callee(int n) { try { return Check(n); } catch (ArgumentException) { return false; } }
            static bool Check(int n) => n < 0 ? throw new ArgumentException() : true;
            [Is("ThrowsOnly")] public static bool Rethrows(int n) { try { return Check(n); } catch (ArgumentException) { throw; } }
            [Is("Caught")] public static object InHandler(int n) { try { return Check(n) ? null : ""; } catch (ArgumentException) { return new object(); } }
            [Is("AllocMay")] public static object InFinally(int n) { object o = null; try { Check(n); } finally { o = new object(); } return o; }
        }
        """);

    [Fact]
    public void A_loop_without_end_is_not_a_throw() => Analysis.Check("""
        public static class C
        {
            [Is("AllocAlways")] public static void Serve() { while (true) { new object().GetHashCode(); } }
        }
        """);
}
