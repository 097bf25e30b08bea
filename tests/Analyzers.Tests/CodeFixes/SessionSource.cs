// A tree of reserves, a context that names it, and a class to rent: what tests of declared reserves begin with.
namespace MemallocKit.Analyzers.Tests.CodeFixes;

internal static class SessionSource
{
    /// <summary>What is rented, and who keeps it.</summary>
    public const string Session = """

        public class Session
        {
            public int Id { get; set; }
            [Memalloc] public void Open(int id) => Id = id;
        }
        """;

    /// <summary>The reserve that the fix declares.</summary>
    public const string Declared = """
        [ReserveNode(Objects = 8)]
        public static partial InstanceReserve<Session> Sessions { get; }
        """;

    /// <summary>The context <c>WriteOut</c> of a tree with <paramref name="reserves"/>, and a class with <paramref name="members"/>.</summary>
    public static string Of(string members, string reserves = "") => $$"""
        [ReserveTree]
        public static partial class App
        {
        {{Indented(reserves)}}}

        [MemallocContext(typeof(App))]
        public readonly ref partial struct WriteOut;

        class C
        {
        {{Indented(members)}}}
        """ + "\n" + Session;

    private static string Indented(string lines) => lines.Length == 0 ? "" : string.Concat(lines.Split('\n').Select(l => l.Length == 0 ? "\n" : $"    {l}\n"));
}
