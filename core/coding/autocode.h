// Codes given by a pattern: every turn, or every stretch of a turn, that a text or an expression fits.
#pragma once

#include "core/base/cancellation.h"
#include "core/base/progress.h"
#include "core/coding/coding.h"
#include "core/storage/edithistory.h"

#include <QRegularExpression>

namespace antiphon {

enum class PatternKind { Text, Words, Expression }; // anywhere; between word boundaries; a regular expression
QString patternWord(PatternKind kind);              // "text", "words", "regex"
std::optional<PatternKind> patternFromWord(QStringView word);

struct AutocodeRule
{
    QString pattern = {};
    PatternKind kind = PatternKind::Text;
    Qt::CaseSensitivity letterCase = Qt::CaseInsensitive;
    std::optional<Role> role = {};        // only turns of this role
    std::optional<SourceId> source = {};  // empty: all ready sources
    TargetKind target = TargetKind::Turn; // or Span: the stretch that fits
    CodeId code = {};
    CoderId coder = {}; // null: she has no codings yet
};

// What stays with the codings of a rule: "words \"soul\"".
QString describeRule(const AutocodeRule& rule);

// Errors: InvalidValue for an empty pattern or a faulty expression, with the place of the fault.
Result<QRegularExpression> compilePattern(const AutocodeRule& rule);

// The stretches of a text that fit, in code points; those without a character are passed over, and a
// character that one would cut in two is taken whole. Errors: NotPossible when the expression needs more than
// a million steps on this text.
Result<QList<TextSpan>> findPattern(const QRegularExpression& expression, const QString& text);

struct AutocodeMatch
{
    TurnPlace place = {};
    std::optional<TextSpan> span = {}; // what is to be coded; nothing: the turn
    bool coded = false;                // has the code there already, by this coder
};
// A match as it is read.
struct AutocodeSample
{
    QString dialogue; // external id
    QString text;
    TextSpan span; // of the (first) fit
};
struct AutocodePreview
{
    QList<AutocodeMatch> matches;  // by source, dialogue, turn and place
    QList<AutocodeSample> samples; // of the first matches
    qint64 turns = 0;              // looked at
    qint64 coded = 0;              // of the matches
};
inline constexpr int autocodeSamples = 2000;

// Looks through every turn that the rule's role, source and code allow. Errors: those of compilePattern and
// findPattern (with the turn); NotFound for the code; Cancelled.
Result<AutocodePreview> previewAutocode(const Connection& connection, const AutocodeRule& rule,
                                        const CancelToken& cancel = {}, const ProgressSink& progress = {});

// Puts the rule's code on the matches as one recorded edit and returns how many codings came to be; what is
// coded already stays as it is. Errors: those of addCoding; Cancelled, which leaves the project as it was.
Result<qint64> applyAutocode(const Connection& connection, const Actor& actor, const AutocodeRule& rule,
                             const QString& coder, const QList<AutocodeMatch>& matches,
                             const CancelToken& cancel = {}, const ProgressSink& progress = {});

} // namespace antiphon
