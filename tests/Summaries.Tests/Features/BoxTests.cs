// Boxes, and the patterns in which there is none.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class BoxTests
{
    [Fact]
    public void A_test_that_the_JIT_imports_as_one_makes_no_box() => Analysis.Check("""
        public static class C
        {
            [Is("Never")] public static int IsNull<T>(T value) { if (value == null) return 1; return 2; }
            [Is("Never")] public static int Is<T>(T value) { if (value is int) return 1; return 2; }
            [Is("Never")] public static int Cast<T>(T value) => value is int n ? n : 0;
            [Is("Never")] public static int Unbox<T>(T value) => (int)(object)value;
            [Is("Never")] public static bool IsOrNot<T>(T value) => value is int;
            [Is("AllocAlways")] public static int UnboxNullable(int? value) => (int)(object)value;
        }
        """);

    [Fact]
    public void A_value_that_is_unboxed_as_another_parameter_may_stay_in_its_box() => Analysis.Check("""
        public static class C
        {
            [Is("Virtual box(1)")] public static TBase Widen<TBase, TDerived>(TDerived value) where TDerived : TBase => value;
            [Is("Never")] public static TBase WidenClass<TBase, TDerived>(TDerived value) where TDerived : class, TBase => value;
            [Is("Virtual box(0)")] public static U To<T, U>(T value) => value is U other ? other : default;
            [Is("Never")] public static T Back<T>(T value) => (T)(object)value;
            [Is("Never")] public static T Asked<T>(T value) where T : struct => typeof(T) == typeof(byte) ? (T)(object)(byte)5 : value;
        }
        """);

    [Fact]
    public void One_that_is_left_to_the_optimiser_does_at_tier_0() => Analysis.Check("""
        [Flags] public enum F { A = 1 }
        public static class C
        {
            [Is("Virtual box(0)")] public static bool IsNull<T>(T value) => value == null;
            [Is("Virtual constrained(0,M:System.IEquatable`1.Equals(`0))")] public static bool Same<T>(T a, T b) where T : IEquatable<T> => a?.Equals(b) ?? b is null;
            [Is("Virtual box(0)")] public static bool Other<T, U>(T a, U b) { if (b == null) return a is null; return false; }
            [Is("AllocMay")] public static bool HasFlag(F f) => f.HasFlag(F.A);
        }
        """);

    [Fact]
    public void A_struct_is_boxed_for_the_methods_it_inherits() => Analysis.Check("""
        public struct Bare { public int X; }
        public struct Own : IEquatable<Own> { public int X; public override int GetHashCode() => X; public bool Equals(Own o) => X == o.X; public override string ToString() => "own"; }
        public enum E { A }
        public interface I { int M() => 1; }
        public struct S : I { }
        public struct T2 : I { public int M() => 2; }
        public static class C
        {
            [Is("AllocAlways")] public static int Inherited(Bare b) => b.GetHashCode();
            [Is("Never")] public static int Overridden(Own o) => o.GetHashCode();
            [Is("Never")] public static string Text(Own o) => o.ToString();
            [Is("Never")] public static int EnumHash(E e) => e.GetHashCode();
            static int Call<T>(T value) where T : I => value.M();
            [Is("AllocAlways")] public static int DefaultMember(S s) => Call(s);
            [Is("Never")] public static int OwnMember(T2 s) => Call(s);
            [Is("AllocAlways")] public static int ThroughInterface(T2 s) => ((I)s).M();
        }
        """);
}
