// Which bodies a virtual call can run.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class DispatchTests
{
    [Fact]
    public void A_hierarchy_that_no_other_assembly_extends_is_closed() => Analysis.Check("""
        internal abstract class Shape { public abstract int Area(); public virtual int Sides() => 0; public virtual object Cost() => null; }
        internal sealed class Square : Shape { public override int Area() => 1; public override int Sides() => 4; public override object Cost() => new object(); }
        internal sealed class Circle : Shape { public override int Area() => 2; }
        public class Outer { internal Shape Shape; }
        public static class C
        {
            [Is("Never")] public static int Area(Outer o) => o.Shape.Area();
            [Is("Never")] public static int Sides(Outer o) => o.Shape.Sides();
            [Is("AllocMay")] public static object Cost(Outer o) => o.Shape.Cost();
        }
        """);

    [Fact]
    public void One_that_others_extend_is_open_where_they_can_override() => Analysis.Check("""
        public class Open { public virtual int Do() => 1; public int Plain() => 2; internal virtual int Inside() => 3; }
        public class Half : Open { public sealed override int Do() => 4; }
        public sealed class Closed : Open { }
        public abstract class NoConstructor { internal NoConstructor() { } public abstract int Do(); }
        public sealed class Only : NoConstructor { public override int Do() => 5; }
        public static class C
        {
            private static Open s_open; private static Half s_half; private static Closed s_closed; private static NoConstructor s_none;
            [Is("Never")] public static void Set(Open o, Half h, Closed c, NoConstructor n) { s_open = o; s_half = h; s_closed = c; s_none = n; }
            [Is("Virtual")] public static int OpenDo() => s_open.Do();
            [Is("Never")] public static int Plain() => s_open.Plain();
            [Is("Never")] public static int Inside() => s_open.Inside();
            [Is("Never")] public static int Half() => s_half.Do();
            [Is("Never")] public static int Closed() => s_closed.Do();
            [Is("Never")] public static int None() => s_none.Do();
        }
        """);

    [Fact]
    public void An_internal_interface_on_a_class_that_others_extend_is_open() => Analysis.Check("""
        internal interface IInside { int Do(); }
        public class Open : IInside { public virtual int Do() => 1; }
        internal interface IHidden { int Do(); }
        public class Shut : IHidden { int IHidden.Do() => 2; }
        public class C
        {
            internal IInside Inside; internal IHidden Hidden;
            [Is("Virtual")] public int CallInside() => Inside.Do();
            [Is("Never")] public int CallHidden() => Hidden.Do();
        }
        """);

    [Fact]
    public void Friends_of_an_assembly_see_and_extend_its_internals() => Analysis.Check("""
        internal abstract class Shape { public abstract int Area(); }
        internal sealed class Square : Shape { public override int Area() => 1; }
        public class C
        {
            internal Shape Shape;
            [Is("Virtual")] public int Area() => Shape.Area();
        }
        """,
        attributes: "[assembly: InternalsVisibleTo(\"Friend\")]");

    [Fact]
    public void A_body_that_throws_ends_no_call_that_others_may_answer() => Analysis.Check("""
        public abstract class Half : IEqualityComparer<string>
        {
            public virtual bool Equals(string a, string b) => throw new NotSupportedException();
            public abstract int GetHashCode(string s);
        }
        public static class C
        {
            private static Half s_half;
            [Is("Never")] public static void Set(Half half) => s_half = half;
            [Is("AllocMay")] public static object Use() => ((IEqualityComparer<string>)s_half).Equals("a", "b") ? new object() : null;
        }
        """);

    [Fact]
    public void A_field_that_only_ever_holds_one_class_says_so() => Analysis.Check("""
        public class Open { public virtual int Do() => 1; }
        public class C
        {
            private readonly Open _one = new Open();
            private Open _any = new Open();
            [Is("Never")] public int One() => _one.Do();
            [Is("Virtual")] public int Any() => _any.Do();
            public void Set(Open o) => _any = o;
        }
        """);
}
