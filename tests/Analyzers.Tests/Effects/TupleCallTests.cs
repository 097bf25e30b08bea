// What the compiler calls for the elements of tuples.
using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class TupleCallTests
{
    private const string Types = """
        struct Costly
        {
            public static implicit operator Costly(int x) { var made = new object(); return default; }
            public static bool operator ==(Costly a, Costly b) => new object() is null;
            public static bool operator !=(Costly a, Costly b) => false;
            public override bool Equals(object o) => false;
            public override int GetHashCode() => 0;
        }
        struct Free
        {
            public static implicit operator Free(int x) => default;
            public static bool operator ==(Free a, Free b) => true;
            public static bool operator !=(Free a, Free b) => false;
            public override bool Equals(object o) => false;
            public override int GetHashCode() => 0;
        }
        """;

    [Fact]
    public Task Conversions_of_elements_are_followed_wherever_the_tuple_comes_from() => Verify.Calls(Types + """
        class C
        {
            [Memalloc]
            void M((int, int) pair, (int, (int, int)) deep, List<(int, int)> list)
            {
                (Costly, int) written = ({|MKIT3010:3|}, 4);
                (Costly, int) kept = {|MKIT3010:pair|};
                (int, (int, Costly)) inner = {|MKIT3010:deep|};
                {|MKIT3010:(Costly a, int b) = pair|};
                foreach ((Costly x, int y) in {|MKIT3010:list|}) { }
                (Costly, int)? maybe = {|MKIT3010:pair|};
                (Free, long) free = pair;
                (Free c, long d) = pair;
                foreach ((Free x, long y) in list) { }
            }
        }
        """);

    [Fact]
    public Task Operators_of_elements_that_are_compared_are_followed() => Verify.Calls(Types + """
        class C
        {
            [Memalloc]
            bool M(Costly costly, Free free, Costly? maybe, string text, (int, (Costly, int)) deep, int? number)
                => {|MKIT3010:(costly, 1) == (costly, 2)|}
                || {|MKIT3010:deep == deep|}
                || {|MKIT3010:(1, maybe) == (1, maybe)|}
                || (costly, 1) != (costly, 2)
                || (free, text) == (free, text)
                || (1, number) == (number, 2);
        }
        """);
}
