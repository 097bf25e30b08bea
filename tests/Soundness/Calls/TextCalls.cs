// Strings, numbers, dates, encodings.
using System.Globalization;
using System.Text;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class TextCalls
{
    public static void Equal() => Sink.Bool = string.Equals(Text, Words);
    public static void EqualIgnoringCase() => Sink.Bool = string.Equals(Text, Words, StringComparison.OrdinalIgnoreCase);
    public static void CompareOrdinal() => Sink.Int = string.CompareOrdinal(Text, Words);
    public static void CompareIgnoringCase() => Sink.Int = string.Compare(Text, Words, StringComparison.OrdinalIgnoreCase);
    public static void HashCode() => Sink.Int = Words.GetHashCode();
    public static void HashCodeIgnoringCase() => Sink.Int = StringComparer.OrdinalIgnoreCase.GetHashCode(Words);
    public static void IndexOf() => Sink.Int = Words.IndexOf('w');
    public static void IndexOfText() => Sink.Int = Words.IndexOf("new", StringComparison.Ordinal);
    public static void LastIndexOf() => Sink.Int = Words.LastIndexOf('o');
    public static void Contains() => Sink.Bool = Words.Contains('z');
    public static void ContainsText() => Sink.Bool = Words.Contains("brave", StringComparison.Ordinal);
    public static void StartsWith() => Sink.Bool = Words.StartsWith("hello", StringComparison.Ordinal);
    public static void EndsWith() => Sink.Bool = Words.EndsWith('d');
    public static void IsNullOrEmpty() => Sink.Bool = string.IsNullOrEmpty(Words);
    public static void IsNullOrWhiteSpace() => Sink.Bool = string.IsNullOrWhiteSpace(Words);
    public static void CopyTo() => Words.CopyTo(Chars);
    public static void Length() => Sink.Int = Words.Length;
    public static void Substring() => Sink.Object = Words.Substring(3, 5);
    public static void Concat() => Sink.Object = string.Concat(Words, Text);
    public static void Split() => Sink.Object = Words.Split(' ');
    public static void ToUpper() => Sink.Object = Words.ToUpperInvariant();
    public static void Join() => Sink.Object = string.Join(',', Strings);
    public static void Replace() => Sink.Object = Words.Replace('o', '0');
    public static void Format() => Sink.Object = string.Format(CultureInfo.InvariantCulture, "{0}", Words);
    public static void Create() => Sink.Object = string.Create(10, 'x', static (span, c) => span.Fill(c));
    public static void Intern() => Sink.Object = string.IsInterned(Words);
    public static void CharIsDigit() => Sink.Bool = char.IsDigit('5');
    public static void CharIsLetter() => Sink.Bool = char.IsLetter('ß');
    public static void CharToUpper() => Sink.Int = char.ToUpperInvariant('x');
    public static void CharCategory() => Sink.Int = (int)char.GetUnicodeCategory('x');
    public static void RuneDecode() => Rune.DecodeFromUtf16(Words, out _, out Sink.Int);
    public static void IntFormat() => Sink.Bool = 12345.TryFormat(Chars, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void IntFormatHex() => Sink.Bool = 12345.TryFormat(Chars, out Sink.Int, "X8", CultureInfo.InvariantCulture);
    public static void IntFormatUtf8() => Sink.Bool = 12345.TryFormat(OtherBytes, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void LongFormat() => Sink.Bool = 1234567890123L.TryFormat(Chars, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void DoubleFormat() => Sink.Bool = 1.2345.TryFormat(Chars, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void DecimalFormat() => Sink.Bool = 1.5m.TryFormat(Chars, out Sink.Int, default, CultureInfo.InvariantCulture);
    public static void BoolFormat() => Sink.Bool = true.TryFormat(Chars, out Sink.Int);
    public static void GuidFormat() => Sink.Bool = Data.Guid.TryFormat(Chars, out Sink.Int);
    public static void DateFormat() => Sink.Bool = Time.TryFormat(Chars, out Sink.Int, "O", CultureInfo.InvariantCulture);
    public static void SpanFormat() => Sink.Bool = TimeSpan.FromSeconds(5000).TryFormat(Chars, out Sink.Int, "c", CultureInfo.InvariantCulture);
    public static void VersionFormat() => Sink.Bool = Data.Version.TryFormat(Chars, out Sink.Int);
    public static void AddressFormat() => Sink.Bool = Address.TryFormat(Chars, out Sink.Int);
    public static void IntParse() => Sink.Bool = int.TryParse(Number, NumberStyles.Integer, CultureInfo.InvariantCulture, out Sink.Int);
    public static void IntParseUtf8() => Sink.Bool = int.TryParse(Utf8Number, NumberStyles.Integer, CultureInfo.InvariantCulture, out Sink.Int);
    public static void DoubleParse() => Sink.Bool = double.TryParse("1.25e10", NumberStyles.Float, CultureInfo.InvariantCulture, out Sink.Double);
    public static void DecimalParse() => Sink.Bool = decimal.TryParse("1.25", NumberStyles.Number, CultureInfo.InvariantCulture, out Sink.Decimal);
    public static void BoolParse() => Sink.Bool = bool.TryParse("True", out _);
    public static void GuidParse() => Sink.Bool = System.Guid.TryParseExact("01020304-0506-0708-090a-0b0c0d0e0f10", "D", out Sink.Guid);
    public static void DateParse() => Sink.Bool = DateTime.TryParseExact("20200203", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out Sink.Time);
    public static void IntText() => Sink.Object = 123456.ToString(CultureInfo.InvariantCulture);
    public static void DoubleText() => Sink.Object = 1.5.ToString(CultureInfo.InvariantCulture);
    public static void GuidText() => Sink.Object = Data.Guid.ToString();
    public static void EnumText() => Sink.Object = ((DayOfWeek)77).ToString();
    public static void EnumDefined() => Sink.Bool = Enum.IsDefined(Color.Green);
    public static void DateAdd() => Sink.Time = Time.AddDays(3);
    public static void DateParts() => Sink.Int = Time.Year + Time.DayOfYear;
    public static void DateSubtract() => Sink.Span = Time - DateTime.UnixEpoch;
    public static void UtcNow() => Sink.Time = DateTime.UtcNow;
    public static void TickCount() => Sink.Long = Environment.TickCount64;
    public static void Utf8Bytes() => Sink.Int = Encoding.UTF8.GetBytes(Words, OtherBytes);
    public static void Utf8ByteCount() => Sink.Int = Encoding.UTF8.GetByteCount(Words);
    public static void Utf8Chars() => Sink.Int = Encoding.UTF8.GetChars(Utf8Number, Chars);
    public static void Utf8Text() => Sink.Object = Encoding.UTF8.GetString(Utf8Number);
    public static void EncoderConvert() => Data.Encoder.Convert(Words, OtherBytes, flush: true, out _, out Sink.Int, out Sink.Bool);
    public static void AsciiIsValid() => Sink.Bool = Ascii.IsValid(Words);
    public static void AsciiToUpper() => Ascii.ToUpper(Words, Chars, out Sink.Int);
    public static void HexDecode() => Convert.FromHexString(Hex, OtherBytes, out _, out Sink.Int);
    public static void HexEncode() => Sink.Bool = Convert.TryToHexString(Utf8Number, Chars, out Sink.Int);
    public static void HexText() => Sink.Object = Convert.ToHexString(Utf8Number);
    public static void BuilderAppend()
    {
        Builder.Clear();
        Builder.Append(Words).Append('x').Append(Text);
    }

    public static void BuilderText() => Sink.Object = Builder.ToString();
    public static void Interpolated() => Sink.Bool = Chars.AsSpan().TryWrite($"{Words} and {Text}", out Sink.Int);
    public static void DecimalAdd() => Sink.Decimal = 1.5m + 2.25m;
    public static void MathPow() => Sink.Double = Math.Pow(2, 0.5);
    public static void MathClamp() => Sink.Int = Math.Clamp(5, 1, 3);
    public static void MathRound() => Sink.Double = Math.Round(2.345, 2);
    public static void PopCount() => Sink.Int = System.Numerics.BitOperations.PopCount(77u);
    public static void NewGuid() => Sink.Guid = System.Guid.NewGuid();
    public static void HashCombine() => Sink.Int = System.HashCode.Combine(1, 2, 3);
    public static void RandomNext() => Sink.Int = Data.Random.Next(10);
    public static void SharedRandom() => Sink.Int = System.Random.Shared.Next(10);
}
