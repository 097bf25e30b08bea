// What the rules know of the framework from its IL: every kind of member is found, and what the caller decides is decided.
using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Summaries;

public class FrameworkTableTests
{
    [Fact]
    public Task Methods_properties_operators_and_constructors_of_structs_are_found() => Calls("""
        var time = new TimeSpan(1, 2, 3) + TimeSpan.FromTicks(number);
        var id = new Guid(bytes.AsSpan(0, 16));
        decimal sum = 3m * number / (decimal)time.TotalDays;
        ReadOnlySpan<char> letters = text;
        Index last = ^1;
        number = (int)sum + letters[last] + text[0] + text.Length + letters.IndexOf('x') + BitConverter.ToInt32(bytes) + id.CompareTo(id);
        bytes.AsSpan()[1..].CopyTo(bytes);
        System.Threading.Interlocked.Increment(ref number);
        """);

    [Fact]
    public Task Members_of_generic_types_and_generic_methods_are_found() => Calls(
        """
        number = list[0] + list.Count + {|MKIT3013:list.IndexOf(3)|} + (table.TryGetValue(text, out var found) ? found : 0);
        foreach (var pair in table) { number += pair.Value; }
        list.Clear();
        list.Reverse();
        Array.Fill(bytes, (byte)1);
        var pair2 = new KeyValuePair<int, int>(1, 2);
        var tuple = (number, text);
        number = {|MKIT3013:tuple.GetHashCode()|} + Math.Max(pair2.Key, 3);
        {|MKIT3012:list.Add(3)|};
        {|MKIT3010:list.ToArray()|};
        """);

    [Fact]
    public Task Delegates_are_decided_by_what_is_passed() => Calls(
        """
        number = list.Find(static n => n > 3);
        list.ForEach(Free);
        {|MKIT3010:list.ForEach(Costly)|};
        {|MKIT3014:list.ForEach(visit)|};
        """,
        "static void Free(int n) { } static void Costly(int n) { _ = new int[n]; } Action<int> visit;");


    [Fact]
    public Task Keys_are_compared_as_their_type_does() => Calls(
        """
        number = free.TryGetValue(default, out var a) ? a : 0;
        number = {|MKIT3010:costly.TryGetValue(default, out var b)|} ? b : 0;
        """,
        """
        Dictionary<Free, int> free;
        Dictionary<Costly, int> costly;
        struct Free : IEquatable<Free> { public bool Equals(Free other) => true; public override int GetHashCode() => 1; }
        struct Costly : IEquatable<Costly> { public bool Equals(Costly other) => new int[1].Length > 0; public override int GetHashCode() => 1; }
        """);

    [Fact]
    public Task Static_members_of_type_arguments_are_those_of_the_type() => Calls("""
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfZero((long)number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 3);
        number = int.CreateTruncating(3L) + int.Max(1, 2);
        """);

    [Fact]
    public Task Calls_that_leave_optional_arguments_out_are_known_better() => Calls("""
        number.TryFormat(bytes, out var written);
        {|MKIT3010:((short)number).TryFormat(bytes, out written, text)|};
        """);

    [Fact]
    public Task Overrides_of_sealed_types_are_those_of_the_type_and_others_have_no_contract() => Calls(
        """
        number = text.GetHashCode() + version.GetHashCode();
        {|MKIT3010:builder.ToString()|};
        {|MKIT3014:stream.Flush()|};
        any = builder;
        {|MKIT3014:any.ToString()|};
        """,
        "System.Text.StringBuilder builder; System.IO.Stream stream; Version version;");

    [Fact]
    public Task Objects_of_static_properties_run_what_is_known_of_them() => Calls(
        """
        number = EqualityComparer<Guid>.Default.Equals(default, default) ? StringComparer.Ordinal.GetHashCode(text) : Random.Shared.Next();
        number = {|MKIT3014:EqualityComparer<Plain>.Default.Equals(default, default)|} ? 1 : {|MKIT3014:any.GetHashCode()|};
        Array.Sort(bytes);
        {|MKIT3014:Array.Sort(plain)|};
        {|MKIT3014:Array.Sort(nullable)|};
        number = {|MKIT3014:Other.Next()|};
        """,
        """
        struct Plain { int _a; } Plain[] plain; int?[] nullable;
        static Random Other { get; } = Random.Shared;
        [MemallocPrime] internal static void Prime(byte[] bytes)
        {
            var number = EqualityComparer<Guid>.Default.Equals(default, default) ? StringComparer.Ordinal.GetHashCode("a") : Random.Shared.Next();
            _ = EqualityComparer<Plain>.Default;
            Array.Sort(bytes); Array.Sort(new Plain[1]); Array.Sort(new int?[1]);
        }
        """);

    [Fact]
    public Task Interfaces_of_structs_are_those_of_the_struct() => Calls(
        """
        using (var all = list.GetEnumerator()) { while (all.MoveNext()) { number += all.Current; } }
        foreach (var b in bytes.AsSpan()) { number += b; }
        number += Compare(1, 2);
        """,
        "static int Compare<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b);");

    private static Task Calls(string statements, string members = "")
    {
        return Verify.Calls($$"""
            class C
            {
                List<int> list;
                Dictionary<string, int> table;
                [Memalloc]
                void M(int number, string text, object any, byte[] bytes)
                {
                    {{statements}}
                }
                {{members}}
            }
            """);
    }
}
