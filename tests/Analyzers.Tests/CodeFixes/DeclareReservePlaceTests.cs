using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class DeclareReservePlaceTests
{
    private const string Tree = """
        using MemallocKit;

        namespace Storage;

        [ReserveTree]
        public static partial class App
        {
            [ReserveNode(ChargeHere = true)]
            public static partial class Data
            {
                [ReserveNode(Bytes = 64)]
                public static partial ByteShare Names { get; }
            }

            // More to come.
        }

        [MemallocContext(typeof(App.Data))]
        public readonly ref partial struct WriteOut;
        """;

    private const string Page = """
        namespace Sessions
        {
            public class Page
            {
                public int Id;
            }
        }
        """;

    private const string Use = """
        using Sessions;

        class C
        {
            static int Send(int id)
            {
                using var memalloc = Storage.WriteOut.Enter();
                var page = {|MKIT3001:new Page()|};
                page.Id = id;
                return page.Id;
            }
        }
        """;

    private static readonly string s_treeWithPages = Tree
        .Replace("using MemallocKit;", "using MemallocKit;\nusing Sessions;")
        .Replace("\n\n    // More to come.\n", "\n\n    [ReserveNode(Objects = 8)]\n    public static partial InstanceReserve<Page> PageInstances { get; }\n\n    // More to come.\n")
        .Replace("typeof(App.Data)", "typeof(App.Data), typeof(App)");

    private static readonly string s_useOfLease = Use.Replace("""
                var page = {|MKIT3001:new Page()|};
                page.Id = id;
                return page.Id;
        """, """
                if (!memalloc.PageInstances.TryRent(out var pageLease))
                {
                    return default;
                }

                using (pageLease)
                {
                    // As its last user left it: Page is not IResettable.
                    var page = pageLease.Value;
                    page.Id = id;
                    return page.Id;
                }
        """);

    [Fact]
    public Task Context_names_the_class_when_what_it_names_cannot_hold_a_reserve_and_usings_are_added() => Verify.FixFiles<DeclareReserveCodeFix>(
        [("Tree.cs", Tree), ("Page.cs", Page), ("Use.cs", Use)],
        [("Tree.cs", s_treeWithPages), ("Page.cs", Page), ("Use.cs", s_useOfLease)]);

    [Fact]
    public Task Reserve_is_declared_in_the_project_of_the_tree_where_that_knows_the_type() => Verify.FixFiles<DeclareReserveCodeFix>(
        [("Use.cs", Use), ("Core/Tree.cs", Tree), ("Core/Page.cs", Page)],
        [("Use.cs", s_useOfLease), ("Core/Tree.cs", s_treeWithPages), ("Core/Page.cs", Page)]);

    [Fact]
    public Task Type_of_another_project_is_rented_from_a_tree_of_this_one() => Verify.FixFiles<DeclareReserveCodeFix>(
        [("Tree.cs", Tree), ("Use.cs", Use), ("Core/Page.cs", Page)],
        [("Tree.cs", s_treeWithPages), ("Use.cs", s_useOfLease), ("Core/Page.cs", Page)]);

    [Fact]
    public Task Nothing_is_offered_where_the_project_of_the_tree_does_not_know_the_type() => Verify.FixFiles<DeclareReserveCodeFix>(
        [("Use.cs", Use), ("Page.cs", Page), ("Core/Tree.cs", Tree)],
        [("Use.cs", Use), ("Page.cs", Page), ("Core/Tree.cs", Tree)]);

    [Fact]
    public Task Node_that_the_context_names_holds_it_behind_what_it_has() => Verify.FixDeclared<DeclareReserveCodeFix>(
        Network("var page = {|MKIT3001:new Page()|}; page.Id = 1;"),
        Network(
            """
            if (!App.Network.PageInstances.TryRent(out var pageLease))
                    {
                        return;
                    }

                    using (pageLease)
                    {
                        // As its last user left it: Page is not IResettable.
                        var page = pageLease.Value; page.Id = 1;
                    }
            """,
            """


                    [ReserveNode(Objects = 8)]
                    public static partial InstanceReserve<Page> PageInstances { get; }
            """));

    [Fact]
    public Task Top_level_statements_are_fixed_too() => Verify.FixDeclared<DeclareReserveCodeFix>(
        """
        using var reserves = App.Connect();
        WriteOut.Prime();
        using var memalloc = WriteOut.Enter();
        var session = {|MKIT3001:new Session()|};
        session.Open(1);


        """ + SessionSource.Of(""),
        """
        using var reserves = App.Connect();
        WriteOut.Prime();
        using var memalloc = WriteOut.Enter();
        if (!memalloc.Sessions.TryRent(out var sessionLease))
        {
            return;
        }

        using (sessionLease)
        {
            // As its last user left it: Session is not IResettable.
            var session = sessionLease.Value;
            session.Open(1);
        }


        """ + SessionSource.Of("", SessionSource.Declared),
        OutputKind.ConsoleApplication);

    private static string Network(string statements, string declared = "") => $$"""
        [ReserveTree]
        public static partial class App
        {
            [ReserveNode]
            public static partial class Network
            {
                [ReserveNode(Pages = 4)]
                public static partial PageReserve Buffers { get; }{{declared}}
            }
        }

        [MemallocContext(typeof(App.Network))]
        public readonly ref partial struct WriteOut;

        class C
        {
            [Memalloc(typeof(WriteOut))]
            static void Send()
            {
                {{statements}}
            }
        }

        public class Page { public int Id; }
        """;
}
