// Strings: concatenation, interpolation, ranges and what returns them; compared with the IL.
using System;
using System.Diagnostics;
using System.Text;

public struct Bare { public int Value; }

public struct Told { public override string ToString() => "told"; public override int GetHashCode() => 1; public override bool Equals(object other) => false; }

public enum Color : byte { Red, Green }

public class Strings
{
    private string _s = "a" + "b";
    public string Two(string a, string b) => a + b;
    public string Five(string a, int n, char c, object o, Color e) => a + n + c + o + e;
    public string OfStruct(Bare b, Told t) => "a" + b + t;
    public string OfGeneric<T>(T t) => "a" + t;
    public string OfNullable(int? n) => "a" + n;
    public void Append(string a, int n) { _s += a; _s += n; _s += Color.Red; _s = _s + 'c'; }
    public string Nothing(string a) => a + "" + null;
    public string Constant() => "a" + nameof(Two) + 'c';
    public string Interpolated(int n, string a) => $"{n} {a}";
    public string InterpolatedStrings(string a, string b) => $"{a}-{b}";
    public string InterpolatedOne(string a) => $"{a}";
    public string InterpolatedConstant() => $"a{nameof(Two)}";
    public string InterpolatedFormat(int n) => $"{n:X4}|{n,4}";
    public FormattableString Formattable(int n) => $"{n}";
    public IFormattable AsFormattable(int n) => $"{n}";
    public bool Write(Span<char> to, int n) => to.TryWrite($"{n} {n}", out _);
    public bool WriteUtf8(Span<byte> to, int n) => System.Text.Unicode.Utf8.TryWrite(to, $"{n}", out _);
    public void Build(StringBuilder b, int n) => b.Append($"{n}");
    public void Assert(bool b, int n) => Debug.Assert(b, $"{n}");
    public string Explicit(string a, string b) => string.Concat(a, b, a) + string.Join(",", a, b) + string.Format("{0}", a);
    public string Cut(string a) => a[1..] + a[..^1] + a.Substring(1);
    public char[] Chars(string a) => a.ToCharArray();
    public string[] Parts(string a) => a.Split(',');
    public string New(char c) => new string(c, 3) + new string(['a']);
    public string Upper(string a) => a.ToUpperInvariant();
    public string Same(string a) => a.ToString();
    public string OfNumber(int n) => n.ToString();
    public string Intern(string a) => string.Intern(a);
    public string Nested(string a, string b, int n) => $"{a + b}{n + a}{$"{n}"}";
    public string Chain(bool c, string a, string b) => (c ? a + b : b + a) + "z";
    public string Raw(int n) => $$"""{{{n}}}""";
    public string ViaLambda(string a) => Run(() => a + a);
    private static string Run(Func<string> f) => f();
}
