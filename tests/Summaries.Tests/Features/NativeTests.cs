// Code without IL.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class NativeTests
{
    [Fact]
    public void A_native_call_that_passes_plain_data_is_bound_once() => Analysis.Check("""
        public static unsafe class C
        {
            [DllImport("native")] static extern int Plain(int n, byte* p);
            [DllImport("native")] static extern int Text(string s);
            [DllImport("native")] static extern int Back(delegate* unmanaged<int, int> f);
            [Is("FirstCall")] public static int CallPlain() => Plain(1, null);
            [Is("Native")] public static int CallText() => Text("a");
            [Is("Native")] public static int CallBack() => Back(null);
            [Is("Virtual")] public static int Managed(delegate*<int, int> f) => f(1);
            [Is("Never")] public static int Unmanaged(delegate* unmanaged<int, int> f) => f(1);
            [Is("Unknown")] public static int Variable(__arglist) => Use(__arglist);
            static int Use(RuntimeArgumentHandle arguments) => 1;
        }
        """);
}
