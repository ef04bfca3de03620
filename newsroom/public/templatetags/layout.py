"""Where the pictures and videos of a story stand among its words."""

from django import template

from newsroom.public.layout import laid_out

register = template.Library()

register.simple_tag(laid_out)
