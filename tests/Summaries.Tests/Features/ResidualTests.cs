// What a method leaves to its caller, and how callers decide it.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class ResidualTests
{
    [Fact]
    public void A_delegate_argument_is_decided_where_it_is_passed() => Analysis.Check("""
        public static class C
        {
            [Is("Virtual delegate(1)")] public static int Apply(int n, Func<int, int> f) => f(n);
            [Is("Virtual delegate(0)")] public static int Through(Func<int, int> f) => Apply(1, f);
            [Is("FirstCall")] public static int Lambda() => Apply(1, static n => n + 1);
            [Is("AllocMay")] public static int AllocatingLambda() => Apply(1, static n => new int[n].Length);
            [Is("AllocAlways")] public static int Capture(int k) => Apply(1, n => n + k);
            private static Func<int, int> s_any;
            [Is("Never")] public static void Set(Func<int, int> f) => s_any = f;
            [Is("Virtual")] public static int Unknown() => Apply(1, s_any);
        }
        """);

    [Fact]
    public void An_object_argument_is_decided_by_its_class() => Analysis.Check("""
        public interface IWork { int Do(); }
        public sealed class Free : IWork { public int Do() => 1; }
        public sealed class Costly : IWork { public int Do() => new int[1].Length; }
        public static class C
        {
            [Is("Virtual virtual(0,M:IWork.Do)")] public static int Call(IWork work) => work.Do();
            [Is("Never")] public static int CallFree(Free free) => Call(free);
            [Is("AllocMay")] public static int CallCostly(Costly costly) => Call(costly);
            [Is("Virtual virtual(0,M:IWork.Do)")] public static int Again(IWork work) => Call(work);
            private static IWork s_work;
            [Is("Virtual")] public static int Field() => s_work.Do();
        }
        """);

    [Fact]
    public void A_type_argument_is_decided_where_it_is_given() => Analysis.Check("""
        public interface IWork { int Do(); static abstract int Make(); }
        public struct Free : IWork { public int Do() => 1; public static int Make() => 1; }
        public struct Costly : IWork { public int Do() => new int[1].Length; public static int Make() => new int[2].Length; }
        public static class C
        {
            [Is("Virtual constrained(0,M:IWork.Do)")] public static int Call<T>(T work) where T : IWork => work.Do();
            [Is("Never")] public static int CallFree() => Call(new Free());
            [Is("AllocAlways")] public static int CallCostly() => Call(new Costly());
            [Is("Virtual constrained(0,M:IWork.Make)")] public static int Static<T>() where T : IWork => T.Make();
            [Is("Never")] public static int StaticFree() => Static<Free>();
            [Is("AllocAlways")] public static int StaticCostly() => Static<Costly>();
            [Is("Virtual box(0)")] public static object Box<T>(T value) => value;
            [Is("AllocAlways")] public static object BoxInt() => Box(1);
            [Is("Never")] public static object BoxString(string s) => Box(s);
            [Is("Virtual new(0)")] public static T New<T>() where T : new() => new T();
            [Is("Never")] public static Free NewStruct() => New<Free>();
            [Is("AllocAlways")] public static object NewClass() => New<object>();
            [Is("Virtual box(1)")] public static object Second<TFirst, TSecond>(TSecond value) => value;
        }
        public static class G<TOuter> { [Is("Virtual box(1)")] public static object Inner<TInner>(TInner value) => value; }
        """);

    [Fact]
    public void Default_comparison_is_decided_by_the_type_compared() => Analysis.Check("""
        public struct Bare { public int X; }
        public record struct Compared(int X);
        public record struct WithText(string X);
        public static class C
        {
            [Is("Virtual equality(0);otherwise(FirstCall)")] public static bool Same<T>(T a, T b) => EqualityComparer<T>.Default.Equals(a, b);
            [Is("FirstCall")] public static bool Ints() => Same(1, 2);
            [Is("FirstCall")] public static bool Strings(string a, string b) => Same(a, b);
            [Is("FirstCall")] public static bool Records(Compared a, Compared b) => Same(a, b);
            [Is("AllocAlways")] public static bool Bares(Bare a, Bare b) => Same(a, b);
            [Is("FirstCall")] public static bool Enums(DayOfWeek a, DayOfWeek b) => Same(a, b);
            [Is("Virtual comparison(0);otherwise(FirstCall)")] public static int Order<T>(T a, T b) => Comparer<T>.Default.Compare(a, b);
            [Is("FirstCall")] public static int OrderInts() => Order(1, 2);
        }
        """);

    [Fact]
    public void Type_arguments_that_nobody_can_supply_pass_through_generic_callers() => Analysis.Check("""
        public interface IJob<T> { int Run(); }
        internal interface IWork { int Do(object job); }
        internal sealed class Work<T> : IWork { public int Do(object job) => ((IJob<T>)job).Run(); }
        internal sealed class Idle : IWork { public int Do(object job) => 0; }
        public static class C
        {
            private static IWork s_work;
            public static void Set<T>(bool idle) => s_work = idle ? new Idle() : new Work<T>();
            public static int Inner<T>(object job) => s_work.Do(job);
            [Is("Virtual virtual(0,M:IJob`1.Run)")] public static int Outer<T>(object job) => Inner<T>(job);
        }
        """);
}
