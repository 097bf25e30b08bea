using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class DeclareReserveCodeFixTests
{
    private const string Session = """

        public class Session
        {
            public int Id { get; set; }
            [Memalloc] public void Open(int id) => Id = id;
        }
        """;

    [Fact]
    public Task Reserve_is_declared_in_the_tree_and_rented_from_by_all_who_need_it() => Verify.FixDeclared<DeclareReserveCodeFix>(
        """
        [ReserveTree]
        public static partial class App
        {
            [ReserveNode]
            public static partial class Network
            {
                [ReserveNode(Pages = 4)]
                public static partial PageReserve Buffers { get; }
            }
        }

        [MemallocContext(typeof(App.Network))]
        public readonly ref partial struct WriteOut;

        class C
        {
            static bool Send(int id)
            {
                using var memalloc = WriteOut.Enter();
                // A session.
                var session = {|MKIT3001:new Session()|}; // kept short
                session.Open(id);
                return session.Id == id;
            }

            [Memalloc(typeof(WriteOut))]
            static void Marked(int id)
            {
                switch (id)
                {
                    case 1:
                        Session session = {|MKIT3001:new() { Id = id }|};
                        session.Open(1);
                        break;
                }
            }
        }
        """ + Session,
        """
        [ReserveTree]
        public static partial class App
        {
            [ReserveNode]
            public static partial class Network
            {
                [ReserveNode(Pages = 4)]
                public static partial PageReserve Buffers { get; }

                [ReserveNode(Objects = 8)]
                public static partial InstanceReserve<Session> Sessions { get; }
            }
        }

        [MemallocContext(typeof(App.Network))]
        public readonly ref partial struct WriteOut;

        class C
        {
            static bool Send(int id)
            {
                using var memalloc = WriteOut.Enter();
                // A session.
                if (!memalloc.Sessions.TryRent(out var sessionLease))
                {
                    return false;
                }

                using (sessionLease)
                {
                    var session = sessionLease.Value; // kept short
                    session.Open(id);
                    return session.Id == id;
                }
            }

            [Memalloc(typeof(WriteOut))]
            static void Marked(int id)
            {
                switch (id)
                {
                    case 1:
                        if (!App.Network.Sessions.TryRent(out var sessionLease))
                        {
                            return;
                        }

                        using (sessionLease)
                        {
                            var session = sessionLease.Value;
                            session.Id = id;
                            session.Open(1);
                            break;
                        }
                }
            }
        }
        """ + Session);

    [Fact]
    public Task Reserve_that_is_there_is_rented_from() => Verify.FixDeclared<DeclareReserveCodeFix>(
        """
        [ReserveTree]
        public static partial class App
        {
            [ReserveNode(Objects = 2)]
            public static partial InstanceReserve<Session> Peers { get; }
        }

        [MemallocContext(typeof(App))]
        public readonly ref partial struct WriteOut;

        class C
        {
            static void Send(in WriteOut context)
            {
                var session = {|MKIT3001:new Session()|};
                session.Open(1);
            }
        }
        """ + Session,
        """
        [ReserveTree]
        public static partial class App
        {
            [ReserveNode(Objects = 2)]
            public static partial InstanceReserve<Session> Peers { get; }
        }

        [MemallocContext(typeof(App))]
        public readonly ref partial struct WriteOut;

        class C
        {
            static void Send(in WriteOut context)
            {
                if (!context.Peers.TryRent(out var sessionLease))
                {
                    return;
                }

                using (sessionLease)
                {
                    var session = sessionLease.Value;
                    session.Open(1);
                }
            }
        }
        """ + Session);

    [Fact]
    public Task Context_names_the_class_when_what_it_names_cannot_hold_a_reserve_and_usings_are_added() => Verify.FixFiles<DeclareReserveCodeFix>(
        [
            ("Tree.cs", """
            using MemallocKit;

            namespace Storage;

            [ReserveTree]
            static partial class App
            {
                [ReserveNode(ChargeHere = true)]
                public static partial class Data
                {
                    [ReserveNode(Bytes = 64)]
                    public static partial ByteShare Names { get; }
                }
            }

            [MemallocContext(typeof(App.Data))]
            readonly ref partial struct WriteOut;
            """),
            ("Use.cs", """
            namespace Sessions
            {
                internal class Page
                {
                    public int Id;
                }

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
            }
            """),
        ],
        [
            ("Tree.cs", """
            using MemallocKit;
            using Sessions;

            namespace Storage;

            [ReserveTree]
            static partial class App
            {
                [ReserveNode(ChargeHere = true)]
                public static partial class Data
                {
                    [ReserveNode(Bytes = 64)]
                    public static partial ByteShare Names { get; }
                }

                [ReserveNode(Objects = 8)]
                internal static partial InstanceReserve<Page> PageInstances { get; }
            }

            [MemallocContext(typeof(App.Data), typeof(App))]
            readonly ref partial struct WriteOut;
            """),
            ("Use.cs", """
            namespace Sessions
            {
                internal class Page
                {
                    public int Id;
                }

                class C
                {
                    static int Send(int id)
                    {
                        using var memalloc = Storage.WriteOut.Enter();
                        if (!memalloc.PageInstances.TryRent(out var pageLease))
                        {
                            return default;
                        }

                        using (pageLease)
                        {
                            var page = pageLease.Value;
                            page.Id = id;
                            return page.Id;
                        }
                    }
                }
            }
            """),
        ]);

    [Fact]
    public Task Top_level_statements_are_fixed_too() => Verify.FixDeclared<DeclareReserveCodeFix>(
        """
        using var reserves = App.Connect();
        WriteOut.Prime();
        using var memalloc = WriteOut.Enter();
        var session = {|MKIT3001:new Session()|};
        session.Open(1);

        [ReserveTree]
        static partial class App
        {
        }

        [MemallocContext(typeof(App))]
        readonly ref partial struct WriteOut;
        """ + Session,
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
            var session = sessionLease.Value;
            session.Open(1);
        }

        [ReserveTree]
        static partial class App
        {
            [ReserveNode(Objects = 8)]
            public static partial InstanceReserve<Session> Sessions { get; }
        }

        [MemallocContext(typeof(App))]
        readonly ref partial struct WriteOut;
        """ + Session,
        OutputKind.ConsoleApplication);

    [Fact]
    public Task Nothing_is_offered_where_the_object_is_kept_or_cannot_be_built_ahead() => Verify.NoFixDeclared<DeclareReserveCodeFix>("""
        [ReserveTree]
        static partial class App
        {
        }

        [MemallocContext(typeof(App))]
        readonly ref partial struct WriteOut;

        class C
        {
            Session _kept;
            class Hidden { }
            class Sized { public Sized(int size) { } public int Size; }
            class Strict { public required int Size; public Strict Next; }
            class Fixed { public int Size { get; init; } }
            class Generic<T> { }
            void Kept(in WriteOut memalloc) { var session = {|MKIT3001:new Session()|}; _kept = session; }
            Session Returned(in WriteOut memalloc) { var session = {|MKIT3001:new Session()|}; return session; }
            Session Direct(in WriteOut memalloc) => {|MKIT3001:new Session()|};
            void Private(in WriteOut memalloc) { var hidden = {|MKIT3001:new Hidden()|}; hidden.ToString(); }
            void Arguments(in WriteOut memalloc) { var sized = {|MKIT3001:new Sized(8)|}; sized.Size++; }
            void Required(in WriteOut memalloc) { var strict = {|MKIT3001:new Strict { Size = 1 }|}; strict.Size++; }
            void Init(in WriteOut memalloc) { var once = {|MKIT3001:new Fixed { Size = 1 }|}; once.ToString(); }
            void Open<T>(in WriteOut memalloc) { var open = {|MKIT3001:new Generic<T>()|}; open.ToString(); }
            [Memalloc] void NoContext() { var session = {|MKIT3001:new Session()|}; session.Open(1); }
        }
        """ + Session);
}
