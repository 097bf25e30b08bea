using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class DeclareReserveCodeFixTests
{
    [Fact]
    public Task Reserve_is_declared_once_and_rented_from_by_all_who_need_it() => Verify.FixDeclared<DeclareReserveCodeFix>(
        SessionSource.Of("""
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
                        Session session = {|MKIT3001:new() { Id = id /* its own */ }|};
                        session.Open(1);
                        break;
                }
            }
            """),
        SessionSource.Of(
            """
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
                    // As its last user left it: Session is not IResettable.
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
                        if (!App.Sessions.TryRent(out InstanceLease<Session> sessionLease))
                        {
                            return;
                        }

                        using (sessionLease)
                        {
                            /* its own */
                            // As its last user left it: Session is not IResettable.
                            Session session = sessionLease.Value;
                            session.Id = id;
                            session.Open(1);
                            break;
                        }
                }
            }
            """,
            SessionSource.Declared));

    [Fact]
    public Task Reserve_that_is_there_is_rented_from_under_a_name_that_is_free()
    {
        const string Peers = """
            [ReserveNode(Objects = 2)]
            public static partial InstanceReserve<Session> Peers { get; }
            """;
        return Verify.FixDeclared<DeclareReserveCodeFix>(
            SessionSource.Of(
                """
                static void Send(in WriteOut context, int sessionLease)
                {
                    var session = {|MKIT3001:new Session()|};
                    session.Open(sessionLease);
                }
                """,
                Peers),
            SessionSource.Of(
                """
                static void Send(in WriteOut context, int sessionLease)
                {
                    if (!context.Peers.TryRent(out var sessionLease2))
                    {
                        return;
                    }

                    using (sessionLease2)
                    {
                        // As its last user left it: Session is not IResettable.
                        var session = sessionLease2.Value;
                        session.Open(sessionLease);
                    }
                }
                """,
                Peers));
    }

    [Fact]
    public Task Instance_that_is_reset_needs_no_caution() => Verify.FixDeclared<DeclareReserveCodeFix>(
        SessionSource.Of("""
            public class Frame : IResettable { public int Length; public void Reset() => Length = 0; }
            static void Send(in WriteOut memalloc)
            {
                var frame = {|MKIT3001:new Frame()|};
                frame.Length++;
            }
            """),
        SessionSource.Of(
            """
            public class Frame : IResettable { public int Length; public void Reset() => Length = 0; }
            static void Send(in WriteOut memalloc)
            {
                if (!memalloc.Frames.TryRent(out var frameLease))
                {
                    return;
                }

                using (frameLease)
                {
                    var frame = frameLease.Value;
                    frame.Length++;
                }
            }
            """,
            """
            [ReserveNode(Objects = 8)]
            internal static partial InstanceReserve<C.Frame> Frames { get; }
            """));

    [Fact]
    public Task Nothing_is_offered_where_the_object_is_kept() => Verify.NoFixDeclared<DeclareReserveCodeFix>(SessionSource.Of("""
        Session _kept;
        Session[] _all;
        void Kept(in WriteOut memalloc) { var session = {|MKIT3001:new Session()|}; _kept = session; }
        Session Returned(in WriteOut memalloc) { var session = {|MKIT3001:new Session()|}; return session; }
        Session Direct(in WriteOut memalloc) => {|MKIT3001:new Session()|};
        void Element(in WriteOut memalloc) { var session = {|MKIT3001:new Session()|}; _all[0] = session; }
        void Added(in WriteOut memalloc, List<Session> all) { var session = {|MKIT3001:new Session()|}; all.Add(session); }
        void ByCallee(in WriteOut memalloc) { var session = {|MKIT3001:new Session()|}; Hand(session); }
        [Memalloc] void Hand(Session session) => Keep(session);
        [Memalloc] void Keep(Session kept) => _kept = kept;
        """));

    [Fact]
    public Task Nothing_is_offered_where_the_object_cannot_be_built_ahead_or_no_context_is_known() => Verify.NoFixDeclared<DeclareReserveCodeFix>(SessionSource.Of("""
        class Hidden { }
        class Sized { public Sized(int size) { } public int Size; }
        class Strict { public required int Size; public Strict Next; }
        class Fixed { public int Size { get; init; } }
        class Generic<T> { }
        void Private(in WriteOut memalloc) { var hidden = {|MKIT3001:new Hidden()|}; hidden.ToString(); }
        void Arguments(in WriteOut memalloc) { var sized = {|MKIT3001:new Sized(8)|}; sized.Size++; }
        void Required(in WriteOut memalloc) { var strict = {|MKIT3001:new Strict { Size = 1 }|}; strict.Size++; }
        void Init(in WriteOut memalloc) { var once = {|MKIT3001:new Fixed { Size = 1 }|}; once.ToString(); }
        void Open<T>(in WriteOut memalloc) { var open = {|MKIT3001:new Generic<T>()|}; open.ToString(); }
        [Memalloc] void NoContext() { var session = {|MKIT3001:new Session()|}; session.Open(1); }
        """));
}
