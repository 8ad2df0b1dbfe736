"""Jupyter's public suite for kernels, with code for each of its tests."""

import jupyter_kernel_test


class Ordered(jupyter_kernel_test.KernelTests):
    kernel_name = "deno-ordered"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('hello')"
    completion_samples = [
        {"text": "Number.parseF", "matches": {"parseFloat"}},
        {"text": "encodeURIC", "matches": {"encodeURIComponent"}},
    ]
    complete_code_samples = ["1", "const kt: number = 345.5;", "function f() {\n  return 1;\n}"]
    incomplete_code_samples = ["function f() {", "const kt =", "`text"]
    invalid_code_samples = ["const = 1", "f(]"]
    code_generate_error = "throw new Error('stop')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'supply'", "result": '"supply"'},
        {"code": "null", "result": "null"},
        {"code": "Deno.jupyter.html`<b>1</b>`", "mime": "text/html"},
        {"code": "await Promise.resolve(-5.8)", "result": "-5.8"},
    ]
    code_display_data = [
        {"code": "await Deno.jupyter.display({ a: 1 })", "mime": "text/plain"},
        {"code": "await Deno.jupyter.display(Deno.jupyter.svg`<svg/>`)", "mime": "image/svg+xml"},
    ]
    code_history_pattern = "6 ? 7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "parseFloat"
    code_clear_output = "await Deno.jupyter.broadcast('clear_output', { wait: false })"


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "deno-ordered"
